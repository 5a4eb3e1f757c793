package archsim.workloads.imports.checkpoint;

import archsim.base.RootLocale;

/** Files that PyTorch pickles, which run code of their author when they are read. */
public final class PickledFile {

    private static final String NAMES = ".*\\.(bin|pt|pth|ckpt|pkl)";

    private PickledFile() {}

    /** Whether {@code fileName} is that of a pickle. */
    public static boolean isNamed(String fileName) {
        return fileName.matches(NAMES);
    }

    /** Why {@code fileName} is not read, and the way out. */
    public static String refusal(String fileName) {
        return RootLocale.format(
                "must hold .safetensors, was with %s: a pickle runs code when it is read; Python's"
                        + " model.save_pretrained(FOLDER, safe_serialization=True), or safetensors.torch.save_file, makes"
                        + " .safetensors of it",
                fileName);
    }
}
