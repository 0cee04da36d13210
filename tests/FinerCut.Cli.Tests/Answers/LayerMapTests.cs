using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Decoders;

namespace FinerCut.Cli.Tests.Answers;

public class LayerMapTests
{
    private static readonly Terminal Plain = new(CanRedraw: true, 80, HasColors: false, HasUnicode: true);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Map_OfEightyLayers_FitsAndMatchesSnapshot(int width)
    {
        string map = Drawn(Llama(80), Gone(80, 40), Plain with { Width = width });

        Assert.All(map.Split('\n'), line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of("map", $"eighty-layers-{width}"), map);
    }

    [Fact]
    public void Map_OfAllButOneSublayer_HasRoomForThreeDigits()
    {
        string[] names = Llama(80);

        string map = Drawn(names, names[1..], Plain);

        Assert.All(map.Split('\n'), line => Assert.InRange(LineWrap.Columns(line), 0, 80));
        Assert.Contains(" 157 159\n", map, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_WithColours_BrightensWhatIsGone() => Assert.Equal(
        "\e[1mLayer  0 1\e[0m\nattn   \e[2m·\e[0m \e[33;1m1\e[0m\nffn    \e[33;1m2\e[0m \e[2m·\e[0m\n\n"
            + "\e[2m· is kept, a number is the step that removed it.\e[0m\n\n",
        Drawn(Llama(2), ["1.attn", "0.ffn"], Plain with { HasColors = true }));

    [Fact]
    public void Map_OfAFile_IsPlainAscii() => Assert.Equal(
        "Layer  0 1\nattn   . 1\nffn    . .\n\n. is kept, a number is the step that removed it.\n\n",
        Drawn(Llama(2), ["1.attn"], Terminal.Redirected));

    [Fact]
    public void Map_OfADenseModel_NeedsNoLegend() => Assert.Equal(
        "Layer  0 1\nattn   . .\nffn    . .\n\n", Drawn(Llama(2), [], Terminal.Redirected));

    [Fact]
    public void Map_OfOtherKinds_HasALineForEachAndNoCellWhereThereIsNone() => Assert.Equal(
        "Layer  0 1 7\nattn     .\nmixer  .   .\nffn    . .\ninput    .\n\n",
        Drawn(["0.mixer", "0.ffn", "1.attn", "1.ffn", "1.input", "7.mixer"], [], Terminal.Redirected));

    [Fact]
    public void Map_OfAModelPrunedBefore_MarksWhatHasNoStep() => Assert.Equal(
        "Layer  0 1\nattn   x 1\nffn    . .\n\n"
            + ". is kept, a number is the step that removed it, x was removed before.\n\n",
        Drawn(Llama(2), ["1.attn"], Terminal.Redirected, gone: ["0.attn", "1.attn"]));

    [Fact]
    public void Map_OfAHugeLayerNumber_HasOnlyTheLayersThatAreThere() => Assert.Equal(
        "Layer       0 999999\nattn        .      .\n\n",
        Drawn(["0.attn", "999999.attn"], [], Terminal.Redirected));

    private static string[] Llama(int layers) =>
    [
        .. Enumerable.Range(0, layers).SelectMany(layer => (SublayerName[])
            [new(layer, SublayerKind.Attention), new(layer, SublayerKind.Ffn)]).Select(name => name.ToString()),
    ];

    /// <summary>The paper's picture in short: attentions go first, from the end; a few feed-forward networks
    /// follow.</summary>
    private static string[] Gone(int layers, int count)
    {
        IEnumerable<string> attentions = Enumerable.Range(2, count * 3 / 4).Select(back => $"{layers - back}.attn");
        IEnumerable<string> networks = Enumerable.Range(5, count).Select(back => $"{layers - (back * 2)}.ffn");
        return [.. attentions.Concat(networks).Take(count)];
    }

    private static string Drawn(string[] names, string[] removed, Terminal terminal, string[]? gone = null)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        new LayerMap(names, removed, terminal) { Gone = gone ?? [] }.Write(new AnswerLines(writer, terminal));
        return writer.ToString();
    }
}
