package dev.riffle.workbench.access;

import dev.riffle.workbench.storage.RoleStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who may do what with each notebook and dashboard. Safe for use from any thread. */
public final class Roles {

    public static final int MOST_OF_A_DOCUMENT = 200;

    private final RoleStore store;
    private final Object lock = new Object();

    /** Values are replaced, never changed. */
    private final Map<DocumentReference, Map<AccountId, Role>> roles = new ConcurrentHashMap<>();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public Roles(RoleStore store) {
        this.store = store;
        roles.putAll(store.all());
    }

    /** Whoever must know when somebody's role changes. */
    public interface Listener {
        void roleChanged(DocumentReference document, AccountId account);
    }

    /** @return ends the listening */
    public AutoCloseable onChange(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Empty where they may not even know of it. */
    public Optional<Role> of(Person person, DocumentReference document) {
        if (person.administrator()) {
            return Optional.of(Role.OWNER);
        }
        return person.account() == null
                ? Optional.empty()
                : Optional.ofNullable(of(document).get(person.account()));
    }

    public boolean allows(Person person, DocumentReference document, Role role) {
        return of(person, document).filter(has -> has.includes(role)).isPresent();
    }

    public Map<AccountId, Role> of(DocumentReference document) {
        return roles.getOrDefault(document, Map.of());
    }

    /** Whoever makes a document owns it; what the token's holder makes belongs to all administrators. */
    public void own(Person person, DocumentReference document) {
        if (person.account() != null) {
            set(document, person.account(), Role.OWNER);
        }
    }

    /** What giving or taking a role comes to. */
    public enum Outcome {
        DONE,
        /** Nobody would own it any more. */
        LAST_OWNER,
        TOO_MANY
    }

    public Outcome set(DocumentReference document, AccountId account, Role role) {
        synchronized (lock) {
            Map<AccountId, Role> before = of(document);
            if (role != Role.OWNER && isLastOwner(before, account)) {
                return Outcome.LAST_OWNER;
            }
            if (!before.containsKey(account) && before.size() >= MOST_OF_A_DOCUMENT) {
                return Outcome.TOO_MANY;
            }
            store.put(document, account, role);
            Map<AccountId, Role> after = new HashMap<>(before);
            after.put(account, role);
            roles.put(document, Map.copyOf(after));
        }
        tell(document, account);
        return Outcome.DONE;
    }

    public Outcome remove(DocumentReference document, AccountId account) {
        synchronized (lock) {
            Map<AccountId, Role> before = of(document);
            if (isLastOwner(before, account)) {
                return Outcome.LAST_OWNER;
            }
            store.delete(document, account);
            Map<AccountId, Role> after = new HashMap<>(before);
            after.remove(account);
            roles.put(document, Map.copyOf(after));
        }
        tell(document, account);
        return Outcome.DONE;
    }

    /** The document was deleted for good. */
    public void forget(DocumentReference document) {
        synchronized (lock) {
            store.delete(document);
            roles.remove(document);
        }
    }

    private static boolean isLastOwner(Map<AccountId, Role> roles, AccountId account) {
        return roles.get(account) == Role.OWNER
                && roles.values().stream().filter(role -> role == Role.OWNER).count() == 1;
    }

    private void tell(DocumentReference document, AccountId account) {
        listeners.forEach(listener -> listener.roleChanged(document, account));
    }
}
