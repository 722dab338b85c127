"""How the API documentation shows our tokens."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class ScopedTokenScheme(OpenApiAuthenticationExtension):
    target_class = "claimtrack.accounts.authentication.ScopedTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the header that carries a token."""
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token ct_…"}
