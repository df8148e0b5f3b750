package dev.riffle.workbench.web

import dev.riffle.workbench.access.Account
import dev.riffle.workbench.access.AccountId
import dev.riffle.workbench.access.Accounts
import dev.riffle.workbench.access.Invitation
import dev.riffle.workbench.access.SignIn
import dev.riffle.workbench.web.wire.*
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.request.header
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.delete
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.put
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.time.Duration

private const val MOST_DAYS = 365

/** Signing in and out, and who one is; see docs/http-api.md. */
fun Route.signInRoutes(
    access: Access,
    openId: OpenIdProvider?,
) {
    get("/sign-in") { call.respond(SignInOffer(access.people != null, openId?.settings?.name)) }
    post("/sign-in") {
        val people = access.peopleOrRefuse()
        val body = call.body(SignInBody.serializer())
        call.signInTo(access, done(PasswordWork.run { people.accounts.signIn(body.login, body.password) }))
    }
    post("/sign-out") {
        access.signIn(call)?.let { signIn -> withContext(Dispatchers.IO) { access.people!!.signIns.end(signIn) } }
        access.cookiesOfNobody().forEach { call.response.cookies.append(it) }
        call.respond(EmptyBody())
    }
    get("/invited/{address}") {
        val invitation = withContext(Dispatchers.IO) { call.invitation(access.peopleOrRefuse().accounts) }
        call.respond(InvitedBody(invitation.name(), invitation.administrator(), openId?.settings?.name))
    }
    post("/invited/{address}") {
        val people = access.peopleOrRefuse()
        val body = call.body(JoinBody.serializer())
        withContext(Dispatchers.IO) { call.invitation(people.accounts) }
        val address = call.parameters["address"]!!
        call.signInTo(access, done(PasswordWork.run { people.accounts.accept(address, body.login, body.name, body.password) }))
    }
    get("/me") { call.respond(call.me(access)) }
    put("/me") {
        val account = call.ownAccount(access)
        val name = call.body(NameBody.serializer()).name
        withContext(Dispatchers.IO) { access.people!!.accounts.rename(account.id(), name) }
        call.respond(call.me(access))
    }
    put("/me/password") {
        val account = call.ownAccount(access)
        val people = access.people!!
        val body = call.body(ChangePasswordBody.serializer())
        val changed = done(PasswordWork.run { people.accounts.changePassword(account, body.password, body.newPassword) })
        // Whoever knew the old one is out; this browser goes on with a sign-in of its own.
        withContext(Dispatchers.IO) { people.signIns.list(account.id()).forEach { people.signIns.end(it) } }
        call.signInTo(access, changed)
    }
    get("/me/sign-ins") {
        val account = call.ownAccount(access)
        val own = access.signIn(call)?.id()
        call.respond(
            SignInListBody(
                access.people!!.signIns.list(account.id()).map {
                    SignInLine(it.id(), it.browser(), it.createdAt().toString(), it.usedAt().toString(), it.id() == own)
                },
            ),
        )
    }
    delete("/me/sign-ins/{signIn}") {
        val people = access.people
        val account = call.ownAccount(access)
        val ended = people!!.signIns.list(account.id()).find { it.id() == call.parameters["signIn"] } ?: throw notFound("sign-in")
        withContext(Dispatchers.IO) { people.signIns.end(ended) }
        call.respond(HttpStatusCode.NoContent, "")
    }
}

/** What administrators do with accounts. */
fun Route.accountRoutes(
    access: Access,
    tabs: OpenTabs,
) {
    get("/accounts") {
        val people = access.peopleOrRefuse()
        val all = call.person.administrator()
        val accounts = people.accounts.list().filter { all || it.disabledAt() == null }
        call.respond(AccountListBody(accounts.map { it.toLine(if (all) people.signIns.list(it.id()) else emptyList()) }))
    }
    put("/accounts/{account}") {
        val people = access.peopleOrRefuse()
        val body = call.body(AccountAccessBody.serializer())
        val account = call.account(people)
        if (account.id() == call.person.account() && (body.disabled || !body.administrator)) {
            throw HttpError(HttpStatusCode.Conflict, "INVALID", "You can't take your own access: another administrator can.")
        }
        val changed =
            withContext(Dispatchers.IO) {
                people.accounts.setAccess(account.id(), body.administrator, body.disabled).also {
                    if (body.disabled) people.signIns.list(account.id()).forEach(people.signIns::end)
                }
            }
        if (changed.administrator() != account.administrator()) tabs.refresh(account.id())
        call.respond(changed.toLine(people.signIns.list(changed.id())))
    }
    delete("/accounts/{account}/sign-ins") {
        val people = access.peopleOrRefuse()
        val account = call.account(people)
        withContext(Dispatchers.IO) { people.signIns.list(account.id()).forEach(people.signIns::end) }
        call.respond(HttpStatusCode.NoContent, "")
    }
    get("/invitations") {
        val accounts = access.peopleOrRefuse().accounts
        call.respond(InvitationListBody(withContext(Dispatchers.IO) { accounts.invitations() }.map { it.toLine(accounts) }))
    }
    post("/invitations") {
        val accounts = access.peopleOrRefuse().accounts
        val body = call.body(NewInvitationBody.serializer())
        require(body.days in 1..MOST_DAYS) { "an invitation lasts from 1 to $MOST_DAYS days" }
        val made =
            withContext(Dispatchers.IO) { accounts.invite(body.name, body.administrator, Duration.ofDays(body.days.toLong())) }
                .orElseThrow {
                    HttpError(
                        HttpStatusCode.TooManyRequests,
                        "TOO_MANY",
                        "There are too many open invitations: withdraw some.",
                    )
                }
        call.respond(HttpStatusCode.Created, made.toLine(accounts))
    }
    delete("/invitations/{invitation}") {
        val accounts = access.peopleOrRefuse().accounts
        if (!withContext(Dispatchers.IO) { accounts.withdraw(call.parameters["invitation"]!!) }) {
            throw notFound("invitation")
        }
        call.respond(HttpStatusCode.NoContent, "")
    }
}

private fun Access.peopleOrRefuse(): People =
    people ?: throw HttpError(HttpStatusCode.Conflict, "NO_ACCOUNTS", "This server has no accounts: start it with accounts set to true.")

private suspend fun ApplicationCall.signInTo(
    access: Access,
    done: Accounts.Outcome.Done,
) {
    beginSignIn(access, done)
    respond(access.people!!.me(done.account()))
}

/** Gives the browser a new sign-in in place of the one it has. */
suspend fun ApplicationCall.beginSignIn(
    access: Access,
    done: Accounts.Outcome.Done,
) {
    val people = access.people!!
    val secret =
        withContext(Dispatchers.IO) {
            access.signIn(this@beginSignIn)?.let(people.signIns::end)
            val secret = people.signIns.begin(done.account().id(), request.header(HttpHeaders.UserAgent) ?: "")
            // The password may have been changed, or the account disabled, after they were asked about and before this began.
            if (!people.accounts.isStillRight(done)) {
                people.signIns.find(secret).ifPresent(people.signIns::end)
                throw refused(Accounts.Refusal.WRONG)
            }
            secret
        }
    response.cookies.append(access.cookieOf(secret))
    // Else whoever signs out of the account, or loses it, would go on with all that the token gives.
    response.cookies.append(access.cookieOfNoToken())
}

private suspend fun People.me(account: Account) =
    withContext(Dispatchers.IO) { account.person().toMe(account.login(), true, accounts.hasPassword(account)) }

private suspend fun ApplicationCall.me(access: Access): MeBody {
    val people = access.people
    val account = person.account()?.let { people?.accounts?.find(it)?.orElse(null) }
    return if (people != null && account != null) people.me(account) else person.toMe(null, people != null, false)
}

private fun ApplicationCall.ownAccount(access: Access): Account {
    val people = access.peopleOrRefuse()
    return person.account()?.let { people.accounts.find(it).orElse(null) }
        ?: throw HttpError(HttpStatusCode.Conflict, "NO_ACCOUNT", "You are signed in with the server's token, not with an account.")
}

private fun ApplicationCall.account(people: People): Account =
    people.accounts.find(AccountId(parameters["account"]!!)).orElseThrow { notFound("account") }

private fun ApplicationCall.invitation(accounts: Accounts): Invitation {
    val address = parameters["address"]!!
    if (!accounts.mayTry(address)) {
        throw HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many invitations were tried. Try again in a minute.")
    }
    return accounts.invited(address).orElseThrow {
        HttpError(
            HttpStatusCode.NotFound,
            "INVITATION_GONE",
            "There is no such invitation: it may have been used, withdrawn, or have expired.",
        )
    }
}

/** What came to pass; a refusal is answered. */
fun done(outcome: Accounts.Outcome): Accounts.Outcome.Done =
    when (outcome) {
        is Accounts.Outcome.Done -> outcome
        is Accounts.Outcome.Refused -> throw refused(outcome.refusal())
    }

private fun refused(refusal: Accounts.Refusal) =
    when (refusal) {
        Accounts.Refusal.INVITATION_GONE -> {
            HttpError(HttpStatusCode.NotFound, "INVITATION_GONE", "This invitation was used or withdrawn.")
        }

        Accounts.Refusal.LOGIN_TAKEN -> {
            HttpError(HttpStatusCode.Conflict, "LOGIN_TAKEN", "Somebody has this login: choose another.")
        }

        Accounts.Refusal.WRONG -> {
            HttpError(HttpStatusCode.Unauthorized, "WRONG_PASSWORD", "Login or password is not right.")
        }

        Accounts.Refusal.TOO_MANY -> {
            HttpError(HttpStatusCode.TooManyRequests, "TOO_MANY", "Too many tries. Try again in a minute.")
        }
    }

private fun Account.toLine(signIns: List<SignIn>) =
    AccountLine(
        id().value(),
        login(),
        name(),
        administrator(),
        createdAt().toString(),
        disabledAt()?.toString(),
        signIns.size,
        signIns.maxOfOrNull { it.usedAt() }?.toString(),
    )

private fun Invitation.toLine(accounts: Accounts) =
    InvitationLine(id(), name(), administrator(), createdAt().toString(), expiresAt().toString(), "/join/${accounts.address(this)}")
