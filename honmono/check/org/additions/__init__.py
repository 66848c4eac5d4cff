"""May this be added to who we are, and what would it weaken?

    service Backlog backlog.example              yes; its mail is then at most `unproven`
    service Gmail gmail.com                      no: anybody can open an address there
    private-address 山田太郎 taro@example.org     yes, if there is such a person

An organization file that says too much is worse than one that says too little: a
stranger's domain among ours makes forged mail look harmless.  Refused is what could never
be right, or has no effect; what may be right is only warned of.

Left alone: whether a domain exists, and whose it is.  That asks the network.
"""
