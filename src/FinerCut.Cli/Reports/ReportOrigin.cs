using FinerCut.Cli.Answers;

namespace FinerCut.Cli.Reports;

/// <summary>What a report is about, and when it was made.</summary>
/// <param name="Command">The command, such as <c>prune</c>.</param>
/// <param name="Model">The model as it was named: a path.</param>
/// <param name="Time">Now.</param>
internal sealed record ReportOrigin(string Command, string Model, DateTimeOffset Time)
{
    /// <summary>The model in a word or two.</summary>
    public string Subject => ModelNames.ListNames([Path.TrimEndingDirectorySeparator(Model)])[0];
}
