package dev.riffle.workbench.web

import dev.riffle.workbench.access.AccountId
import dev.riffle.workbench.access.SignIn
import io.ktor.websocket.CloseReason
import io.ktor.websocket.WebSocketSession
import io.ktor.websocket.close
import kotlinx.coroutines.launch
import java.util.concurrent.ConcurrentHashMap

/** The sockets of people who are signed in to an account: they end with the sign-in. Safe for use from any thread. */
class OpenTabs {
    private class Tab(
        val account: AccountId,
        val signIn: String,
    )

    private val tabs = ConcurrentHashMap<WebSocketSession, Tab>()

    fun entered(
        socket: WebSocketSession,
        signIn: SignIn,
    ) {
        tabs[socket] = Tab(signIn.account(), signIn.id())
    }

    fun left(socket: WebSocketSession) {
        tabs.remove(socket)
    }

    fun end(signIn: SignIn) = closeThose(SIGNED_OUT, "signed out") { it.signIn == signIn.id() }

    /** What they may do changed: their pages connect again, and learn it. */
    fun refresh(account: AccountId) = closeThose(ACCESS_CHANGED, "access changed") { it.account == account }

    private fun closeThose(
        code: Short,
        why: String,
        which: (Tab) -> Boolean,
    ) {
        for ((socket, tab) in tabs) {
            if (which(tab)) {
                socket.launch { socket.close(CloseReason(code, why)) }
            }
        }
    }

    companion object {
        const val SIGNED_OUT: Short = 4401
        const val ACCESS_CHANGED: Short = 4409
    }
}
