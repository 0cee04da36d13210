using System.Text.RegularExpressions;
using FinerCut.Plans;
using NJsonSchema;

namespace FinerCut.Tests.Plans;

public partial class PlanPageTests
{
    private static readonly string[] Parents = ["source", "settings", "work", "versions"];

    private static readonly string Page = Repository.ReadText("docs/plan.md").ReplaceLineEndings("\n");

    private static string Example => ExampleBlock().Match(Page).Groups[1].Value;

    [Fact]
    public void Page_Example_IsAPlanAsWritten() =>
        Assert.Equal(Example, PlanJson.Write(PlanJson.Read(Example, "docs/plan.md")));

    [Fact]
    public async Task Page_Example_IsValid()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            Repository.ReadText("docs/plan.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Example));
    }

    [Fact]
    public void Page_TableOfKeys_ListsEveryKeyInOrder() => Assert.Equal(
        PlanKeys.Of(Example).Except(Parents),
        TableRow().Matches(Page).Select(row => row.Groups[1].Value));

    [GeneratedRegex(@"^```json\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExampleBlock();

    [GeneratedRegex(@"^\| `([\w.]+(?:\[\]\.\w+)*)(?:\[\])?` \| ", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
