"""Work that goes on behind the pages: put down with a change, done once, never lost.

page ──▶ put(kind, …) ──▶ table ──▶ worker claims it ──▶ handler ──▶ done
          in the change's            a lease that ends     in steps that
          transaction                with the worker       may be repeated
"""
