from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend


class AddressAndPassword(AuthenticationBackend):
    pass


class Doorkeeper(DefaultAccountAdapter):
    pass
