using FinerCut.Decoders;
using FinerCut.Search;

namespace FinerCut.Tests.Search;

public class RemovalListTests
{
    private static readonly IReadOnlyList<SublayerName> Twelve = SublayerNames.OfLayers(12);

    [Fact]
    public void Parse_Names_KeepTheirOrder() =>
        Assert.Equal("7.ffn 3.attn", string.Join(' ', RemovalList.Parse(Twelve, ["7.ffn", "3.attn"])));

    [Theory]
    [InlineData("3.atn", "3.attn, 3.ffn")]
    [InlineData("3.mixer", "3.attn, 3.ffn")]
    [InlineData("12.attn", "11.attn, 11.ffn")]
    [InlineData("layers.5.mlp", "5.attn, 5.ffn")]
    [InlineData("99999999999.ffn", "11.attn, 11.ffn")]
    [InlineData("12.*", "11.attn, 11.ffn")]
    [InlineData("12", "11.attn, 11.ffn")]
    [InlineData("9-12", "9.attn, 9.ffn")]
    [InlineData("5-3", "5.attn, 5.ffn")]
    [InlineData("-3", "3.attn, 3.ffn")]
    [InlineData("3-", "3.attn, 3.ffn")]
    [InlineData("3.5", "3.attn, 3.ffn")]
    public void Parse_UnknownName_ShowsTheNearest(string name, string nearest) =>
        SublayerNames.Refused(
            "FC4020", () => RemovalList.Parse(Twelve, ["0.attn", name]), $"'{name}'", $"nearest are {nearest}.");

    [Theory]
    [InlineData("7", "7.attn 7.ffn")]
    [InlineData("7.*", "7.attn 7.ffn")]
    [InlineData("3-5", "3.attn 3.ffn 4.attn 4.ffn 5.attn 5.ffn")]
    [InlineData("3-5.ffn", "3.ffn 4.ffn 5.ffn")]
    [InlineData("9 2-3.attn 0.ffn", "9.attn 9.ffn 2.attn 3.attn 0.ffn")]
    [InlineData("11-11", "11.attn 11.ffn")]
    public void Parse_Patterns_AreTheirSublayersInTheOrderOfTheStream(string remove, string names) =>
        Assert.Equal(names, string.Join(' ', RemovalList.Parse(Twelve, remove.Split(' '))));

    [Theory]
    [InlineData("3", "3.ffn")]
    [InlineData("3.ffn", "3")]
    [InlineData("2-4", "3.ffn")]
    [InlineData("2-4", "4-5")]
    public void Parse_PatternsThatOverlap_AreRefused(string first, string second) =>
        SublayerNames.Refused("FC4020", () => RemovalList.Parse(Twelve, [first, second]), "twice");

    [Fact]
    public void Parse_PatternOfEverything_IsRefused() =>
        SublayerNames.Refused("FC4018", () => RemovalList.Parse(Twelve, ["0-11"]), "Removing 24", "at most 23");

    [Fact]
    public void Parse_RangeThatEndsInALayerThatIsGone_IsRefused() =>
        SublayerNames.Refused(
            "FC4020", () => RemovalList.Parse([.. Twelve.Where(name => name.Layer != 5)], ["3-5"]), "'3-5'");

    [Theory]
    [InlineData("attn")]
    [InlineData("*")]
    [InlineData("")]
    public void Parse_NameWithoutNumber_ShowsFirstAndLast(string name) =>
        SublayerNames.Refused("FC4020", () => RemovalList.Parse(Twelve, [name]), $"'{name}'", "from 0.attn to 11.ffn");

    [Theory]
    [InlineData("3.attn")]
    [InlineData("03.attn")]
    public void Parse_RepeatedName_IsRefused(string again) =>
        SublayerNames.Refused("FC4020", () => RemovalList.Parse(Twelve, ["3.attn", "1.ffn", again]), again, "twice");

    [Fact]
    public void Parse_Everything_IsRefused() => SublayerNames.Refused(
        "FC4018", () => RemovalList.Parse(
            Twelve, [.. Twelve.Select(name => name.ToString())]), "Removing 24", "at most 23");
}
