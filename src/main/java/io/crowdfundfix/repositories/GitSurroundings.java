package io.crowdfundfix.repositories;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Keeps git to itself: neither the settings of who runs the process nor those of the machine say what a fetch does. */
final class GitSurroundings extends SystemReader.Delegate {
    private static boolean apart;

    private GitSurroundings(SystemReader machine) {
        super(machine);
    }

    static synchronized void keepApart() {
        if (!apart) {
            SystemReader.setInstance(new GitSurroundings(SystemReader.getInstance()));
            apart = true;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // as the machine says that there is none
    public String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** Settings that are never read and never kept. */
    private static final class Nothing extends FileBasedConfig {
        @SuppressWarnings("NullAway") // there is no file
        Nothing(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // there is nowhere to keep it
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
