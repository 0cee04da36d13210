namespace FinerCut.Clients.Tests;

/// <summary>Larger models that whoever runs the tests has: the environment variable FINERCUT_CLIENTS names a folder
/// that holds them.</summary>
internal static class OwnFolders
{
    private const string Variable = "FINERCUT_CLIENTS";

    private static string? Parent => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Skips the running test, with the reason, where nobody asked for these models.</summary>
    public static void RequireAny() => Assert.SkipWhen(string.IsNullOrEmpty(Parent), $"{Variable} is not set");

    /// <summary>A folder by its name; skips the running test, with the reason, where it is not given.</summary>
    public static string Require(string name)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Parent), $"{Variable} does not name a folder that holds {name}");
        string folder = Path.Combine(Parent!, name);
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is not there");
        return folder;
    }
}
