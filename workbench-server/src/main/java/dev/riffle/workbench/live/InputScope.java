package dev.riffle.workbench.live;

import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.notebook.Input;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom it concerns when somebody who looks at a dashboard changes an input. */
public enum InputScope {
    /** Everybody: the value is the notebook's. */
    SHARED,
    /** Themselves alone. */
    OWN,
    /** Nobody: they may not change it. */
    NONE;

    /**
     * Empty where they are not told of the input at all.
     *
     * @param role in the input's notebook; null for whoever has none there, or came by a share link
     */
    static Optional<InputScope> of(Input input, @Nullable Role role) {
        if (role != null && role.includes(Role.EDITOR)) {
            return Optional.of(SHARED);
        }
        if (input.viewersMayChange()) {
            return Optional.of(OWN);
        }
        return role == null ? Optional.empty() : Optional.of(NONE);
    }
}
