using FinerCut.Decoders;
using FinerCut.Search;

namespace FinerCut.Tests.Search;

public class CandidateSelectionTests
{
    private static readonly IReadOnlyList<SublayerName> Four = SublayerNames.OfLayers(4);

    [Theory]
    [InlineData("", "0.attn 0.ffn 1.attn 1.ffn 2.attn 2.ffn 3.attn 3.ffn")]
    [InlineData("0.attn", "0.ffn 1.attn 1.ffn 2.attn 2.ffn 3.attn 3.ffn")]
    [InlineData("3.*", "0.attn 0.ffn 1.attn 1.ffn 2.attn 2.ffn")]
    [InlineData("*.ffn", "0.attn 1.attn 2.attn 3.attn")]
    [InlineData("0-2.*", "3.attn 3.ffn")]
    [InlineData("0-2", "3.attn 3.ffn")]
    [InlineData("3", "0.attn 0.ffn 1.attn 1.ffn 2.attn 2.ffn")]
    [InlineData("1-2.attn 3.ffn 1.attn", "0.attn 0.ffn 1.ffn 2.ffn 3.attn")]
    [InlineData("2-9.*", "0.attn 0.ffn 1.attn 1.ffn")]
    [InlineData("*.*", "")]
    public void Select_Protected_Stay(string protect, string candidates) =>
        Assert.Equal(candidates, string.Join(' ', CandidateSelection.Select(Four, null, Words(protect))));

    [Fact]
    public void Select_OnlyAttention_LeavesUnprotectedAttention() =>
        Assert.Equal(
            "1.attn 2.attn 3.attn", string.Join(' ', CandidateSelection.Select(Four, SublayerKind.Attention, ["0.*"])));

    [Theory]
    [InlineData("4.attn")]
    [InlineData("2-1.*")]
    [InlineData("*.mixer")]
    [InlineData("attn")]
    [InlineData("4")]
    [InlineData("2-1")]
    [InlineData("1-")]
    [InlineData("*")]
    [InlineData("1.at*")]
    [InlineData("-1.attn")]
    [InlineData("1-.attn")]
    [InlineData("1.attn.ffn")]
    [InlineData("")]
    public void Select_PatternWithoutMatch_ShowsNames(string pattern) => SublayerNames.Refused(
        "FC4019", () => CandidateSelection.Select(
            Four, null, ["0.attn", pattern]), $"'{pattern}'", "0.attn", "3.ffn", "*.ffn");

    [Fact]
    public void Select_OnlyKindThatIsMissing_IsRefused() => SublayerNames.Refused(
        "FC4019", () => CandidateSelection.Select(
            [new SublayerName(0, SublayerKind.Mixer)], SublayerKind.Ffn, []), "--only", "0.mixer");

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
