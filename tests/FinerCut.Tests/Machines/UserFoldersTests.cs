using FinerCut.Machines;

namespace FinerCut.Tests.Machines;

public class UserFoldersTests
{
    [Fact]
    public void FindCache_ByTheEnvironment_IsBelowTheUsersFolderForCaches()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "The paths are Linux'.");
        Assert.Equal("/caches/finercut", Find(("XDG_CACHE_HOME", "/caches"), ("HOME", "/home/me")));
        Assert.Equal("/home/me/.cache/finercut", Find(("XDG_CACHE_HOME", ""), ("HOME", "/home/me")));
        Assert.Equal("/home/me/.cache/finercut", Find(("XDG_CACHE_HOME", "relative"), ("HOME", "/home/me")));
        Assert.Null(Find());
        Assert.Null(Find(("HOME", "relative")));
    }

    private static string? Find(params (string Name, string Value)[] variables) => UserFolders.FindCache(
        name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
