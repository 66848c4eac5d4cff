"""`honmono serve`: one parent that holds the socket, and the processes that do the work.

parent     no Django, no database: binds, starts, watches, ends
 ├ prepare   once, before all others: brings the database to this version
 ├ web …     pages, on the parent's socket
 └ jobs …    mails are parsed here, and nowhere else

A child ends when its pipe to the parent closes, however that came about: `kill -9` of the
parent leaves nobody behind.
"""
