namespace FinerCut.Tests.Conventions;

public class DiagnosticCodesTests
{
    /// <summary>The same thing found by two rooms, in their own words.</summary>
    private static readonly string[] Shared = ["FC1001", "FC3001"];

    [Fact]
    public void Page_Headings_AreTheNumbersOfTheSourceInOrder() => Assert.Equal(
        DiagnosticCodes.InSource
            .Select(code => code.Key)
            .Order(StringComparer.Ordinal), DiagnosticCodes.OnPage.Select(entry => entry.Code));

    [Fact]
    public void Page_Entries_TellMeaningCauseAndRemedy() => Assert.All(DiagnosticCodes.OnPage, entry =>
    {
        Assert.Matches(@"^\n\*\*[^*]+\.\*\*", entry.Text);
        Assert.Contains("\n\n*Usual cause:* ", entry.Text, StringComparison.Ordinal);
        Assert.Contains("\n\n*What to do:* ", entry.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Source_EveryNumber_BelongsToOneFileOfTexts() => Assert.All(DiagnosticCodes.InSource, code =>
    {
        Assert.All(code, path => Assert.EndsWith("Errors.cs", path, StringComparison.Ordinal));
        Assert.InRange(code.Count(), 1, Shared.Contains(code.Key) ? 2 : 1);
    });
}
