namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Larger models that whoever runs the tests has: the environment variable FINERCUT_CLIENTS names a folder that holds them.</summary>
internal static class OwnFolders
{
    private const string Variable = "FINERCUT_CLIENTS";

    /// <summary>A folder by its name; skips the running test, with the reason, where it is not given.</summary>
    public static string Require(string name)
    {
        string? parent = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(parent), $"{Variable} does not name a folder that holds {name}");
        string folder = Path.Combine(parent!, name);
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is not there");
        return folder;
    }
}
