package dev.riffle.workbench.web.wire

import dev.riffle.workbench.access.Person
import kotlinx.serialization.Serializable

/** How one may sign in. */
@Serializable
data class SignInOffer(
    val accounts: Boolean,
    /** What the page names the OpenID Connect provider; null where there is none. */
    val openId: String?,
)

/** No data class: it has no text that could be logged. */
@Serializable
class SignInBody(
    val login: String,
    val password: String,
)

@Serializable
class ChangePasswordBody(
    val password: String,
    val newPassword: String,
)

@Serializable
class JoinBody(
    val login: String,
    val name: String,
    val password: String,
)

@Serializable
data class NameBody(
    val name: String,
)

@Serializable
data class InvitedBody(
    val name: String,
    val administrator: Boolean,
    val openId: String?,
)

/** Who one is: `login` is null for whoever has the server's token. */
@Serializable
data class MeBody(
    val account: String?,
    val login: String?,
    val name: String,
    val administrator: Boolean,
    val accounts: Boolean,
    /** False for whoever signs in elsewhere alone. */
    val hasPassword: Boolean,
)

fun Person.toMe(
    login: String?,
    accounts: Boolean,
    hasPassword: Boolean,
) = MeBody(account()?.value(), login, name(), administrator(), accounts, hasPassword)

@Serializable
data class SignInListBody(
    val signIns: List<SignInLine>,
)

@Serializable
data class SignInLine(
    val id: String,
    val browser: String,
    val createdAt: String,
    val usedAt: String,
    val isThis: Boolean,
)

@Serializable
data class AccountListBody(
    val accounts: List<AccountLine>,
)

@Serializable
data class AccountLine(
    val id: String,
    val login: String,
    val name: String,
    val administrator: Boolean,
    val createdAt: String,
    val disabledAt: String?,
    val signIns: Int,
    val seenAt: String?,
)

@Serializable
data class AccountAccessBody(
    val administrator: Boolean,
    val disabled: Boolean,
)

@Serializable
data class InvitationListBody(
    val invitations: List<InvitationLine>,
)

@Serializable
data class InvitationLine(
    val id: String,
    val name: String,
    val administrator: Boolean,
    val createdAt: String,
    val expiresAt: String,
    val path: String,
)

@Serializable
data class NewInvitationBody(
    val name: String,
    val administrator: Boolean = false,
    val days: Int = 7,
)

/** Everybody with a role in a document. */
@Serializable
data class PeopleBody(
    val people: List<PersonLine>,
    val accounts: Boolean,
)

@Serializable
data class PersonLine(
    val account: String,
    val login: String,
    val name: String,
    val role: String,
)

@Serializable
data class RoleBody(
    val role: String,
)
