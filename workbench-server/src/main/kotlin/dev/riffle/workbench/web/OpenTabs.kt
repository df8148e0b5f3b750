package dev.riffle.workbench.web

import dev.riffle.workbench.access.AccountId
import dev.riffle.workbench.access.SignIn
import java.util.concurrent.ConcurrentHashMap

/** The sockets of people who are signed in to an account: they end with the sign-in. Safe for use from any thread. */
class OpenTabs {
    private class Owner(
        val account: AccountId,
        val signIn: String,
    )

    private val tabs = ConcurrentHashMap<TabSocket, Owner>()

    fun entered(
        tab: TabSocket,
        signIn: SignIn,
    ) {
        tabs[tab] = Owner(signIn.account(), signIn.id())
    }

    fun left(tab: TabSocket) {
        tabs.remove(tab)
    }

    fun end(signIn: SignIn) = endThose(SIGNED_OUT, "signed out") { it.signIn == signIn.id() }

    /** What they may do changed: their pages connect again, and learn it. */
    fun refresh(account: AccountId) = endThose(ACCESS_CHANGED, "access changed") { it.account == account }

    private fun endThose(
        code: Short,
        why: String,
        which: (Owner) -> Boolean,
    ) {
        for ((tab, owner) in tabs) {
            if (which(owner)) {
                tab.end(code, why)
            }
        }
    }

    companion object {
        const val SIGNED_OUT: Short = 4401
        const val ACCESS_CHANGED: Short = 4409
    }
}
