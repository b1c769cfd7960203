"""Why the throw-away process gives a file back. A code and no sentence: what it says is not to be trusted."""


class Refused(Exception):
    """`code`: one of those that `services.intake.weigeringen` has a sentence for."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
