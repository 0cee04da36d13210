using Xunit;

namespace FinerCut.TestModels.Files;

/// <summary>The reference data that lies beside a clone in <c>../shared</c>; a clone without it skips the tests that
/// need it.</summary>
public static class SharedData
{
    /// <summary>The path of a file or folder in <c>../shared</c>; skips the running test, with the reason, where it is
    /// absent.</summary>
    /// <param name="relativePath">The parts of the path, such as <c>"zoo", "gpt2.optimum.fp32"</c>.</param>
    public static string Require(params string[] relativePath)
    {
        string path = PathOf(relativePath);
        Assert.SkipUnless(Exists(path), $"../shared/{string.Join('/', relativePath)} is not beside this clone");
        return path;
    }

    /// <summary>The path that the parts name, whether it exists or not.</summary>
    /// <param name="relativePath">The parts of the path below <c>../shared</c>.</param>
    public static string PathOf(params string[] relativePath) =>
        Path.Combine([Path.GetDirectoryName(RepositoryRoot)!, "shared", .. relativePath]);

    /// <summary>The folder that holds <c>FinerCut.sln</c>, found upwards from the tests' own binaries.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string FindRepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FinerCut.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds FinerCut.sln.");
    }
}
