"""Screens and widgets only: ask a workflow, show the answer."""

from counsellor_desk.ui.lasting import keep_singletons

keep_singletons()
