"""A mail server for tests: keeps each message as the bytes that came over the wire, and misbehaves for some recipients.

smtp_server.py FOLDER [--tls CERTIFICATE KEY] [--user NAME PASSWORD]     prints its port, then serves until it is killed

refused@ full@   550, 452 to the recipient         spam@ later@   554, 451 to the message
drop@            closes the connection in DATA      silent@        never answers the recipient
mute@ slow@      keeps the message, then never answers / answers after 6 seconds
"""
import asyncio
import os
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, words = sys.argv[1], sys.argv[2:]
count = 0
user = words[words.index("--user") + 1 : words.index("--user") + 3] if "--user" in words else None


def note(line):
    with open(os.path.join(folder, "log"), "a", encoding="utf-8") as log:
        log.write(line + "\n")


def keep(session, envelope):
    global count
    count += 1
    name = os.path.join(folder, f"{count:04}")
    with open(name + ".part", "wb") as file:
        file.write(envelope.original_content)
    os.rename(name + ".part", name + ".eml")
    note(f"message tls={'yes' if session.ssl else 'no'} auth={session.auth_data or '-'} from={envelope.mail_from} to={','.join(envelope.rcpt_tos)} options={','.join(envelope.mail_options)}")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "refused":
            return "550 5.1.1 No such user here"
        if local == "full":
            return "452 4.2.2 Mailbox full"
        if local == "silent":
            note("silent")
            await asyncio.sleep(600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "spam":
            return "554 5.7.1 Looks like spam"
        if local == "later":
            return "451 4.3.0 Come back later"
        keep(session, envelope)
        if local == "mute":
            await asyncio.sleep(600)
        if local == "slow":
            await asyncio.sleep(6)
        return "250 OK"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].startswith("drop@"):
            note("drop")
            wire = self.transport.get_extra_info("socket")
            os.write(wire.fileno(), b"354 go on\r\n")  # both at once: whoever reads the one can see the other
            wire.shutdown(socket.SHUT_RDWR)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)

    async def smtp_AUTH(self, arg):
        note(f"auth tls={'yes' if self.session.ssl else 'no'}")
        await super().smtp_AUTH(arg)


def authenticate(server, session, envelope, mechanism, data):
    good = [data.login.decode(), data.password.decode()] == user
    if good:
        session.auth_data = data.login.decode()
    return AuthResult(success=good, handled=False, auth_data=session.auth_data)


def make():
    options = {"enable_SMTPUTF8": True, "hostname": "localhost", "timeout": 900}
    if "--tls" in words:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(words[words.index("--tls") + 1], words[words.index("--tls") + 2])
        options.update(tls_context=context, require_starttls=True)
    if user:
        options.update(authenticator=authenticate, auth_required=True, auth_require_tls="--tls" in words)
    return Server(Handler(), **options)


async def serve():
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
