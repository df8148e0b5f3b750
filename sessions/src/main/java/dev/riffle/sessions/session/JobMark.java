package dev.riffle.sessions.session;

/**
 * What the names of all jobs of one workbench end with, so that those that a crash leaves behind are found again.
 *
 * @param instance the workbench, the same over restarts
 * @param start this start of it: a job that it begins is never taken for one that was left behind
 */
record JobMark(String instance, String start) {

    String text() {
        return " [riffle " + instance + "/" + start + "]";
    }

    /** Whether an earlier start of the same workbench gave a job this name. */
    boolean isOfEarlierStart(String jobName) {
        return jobName.endsWith("]") && jobName.contains(" [riffle " + instance + "/") && !jobName.endsWith(text());
    }
}
