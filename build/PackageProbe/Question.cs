namespace PackageProbe;

/// <summary>What the build wants to know.</summary>
/// <param name="WishesPath">The <c>Directory.Packages.props</c> with the wanted versions.</param>
/// <param name="AnswerPath">The <c>.props</c> file to write.</param>
/// <param name="Runtimes">Sets of native packages of ONNX Runtime, the favourite first; the first one that the feeds serve is taken.</param>
/// <param name="ReadyToRun">Platforms that the build would like to compile ahead of time for.</param>
internal sealed record Question(
    string WishesPath,
    string AnswerPath,
    IReadOnlyList<IReadOnlyList<string>> Runtimes,
    IReadOnlyList<string> ReadyToRun)
{
    /// <summary>Reads the command line: both paths, sets as <c>A+B,A,B</c>, platforms as <c>linux-x64,win-x64</c>.</summary>
    public static Question Parse(IReadOnlyList<string> arguments) => new(
        arguments[0],
        arguments[1],
        [.. Split(arguments[2], ',').Select(set => Split(set, '+'))],
        arguments.Count > 3 ? Split(arguments[3], ',') : []);

    private static string[] Split(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
}
