using FinerCut.Evaluation.Protocols;

namespace FinerCut.Tests.Evaluation.Protocols;

public class WindowCutterTests
{
    private static readonly int[] Text = [.. Enumerable.Range(100, 11)];

    [Theory]
    [InlineData(PerplexityProtocol.Windows)]
    [InlineData(PerplexityProtocol.Rows)]
    public void Cut_WindowsApart_CountsAllButTheFirstAndDropsTheRest(PerplexityProtocol protocol)
    {
        TextWindow[] windows = Cut(new WindowSettings { Protocol = protocol, Window = 4, Stride = 4 });

        Assert.Equal([[100, 101, 102, 103], [104, 105, 106, 107]], windows.Select(window => window.Ids));
        Assert.All(windows, window => Assert.Equal((1, 3), (window.First, window.Predictions)));
    }

    /// <summary>llama.cpp predicts the tokens after the one in the middle: 255 of 512.</summary>
    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(8, 3)]
    public void Cut_LlamaCpp_CountsTheSecondHalf(int window, int predictions) => Assert.All(
        Cut(new WindowSettings { Protocol = PerplexityProtocol.LlamaCpp, Window = window, Stride = window }),
        piece => Assert.Equal((window, predictions), (piece.Ids.Length, piece.Predictions)));

    [Fact]
    public void Cut_LlamaCppWithABeginToken_StartsEachWindowWithIt()
    {
        WindowCutter cutter = new(new WindowSettings { Protocol = PerplexityProtocol.LlamaCpp, Window = 4, Stride = 4 })
        {
            BeginToken = 1,
        };

        Assert.Equal(
            [[1, 100, 101, 102], [1, 104, 105, 106], [1, 108, 109, 110]],
            cutter.Cut(Text).Select(window => window.Ids));
    }

    [Fact]
    public void Cut_OtherProtocolWithABeginToken_LeavesTheTextAsItIs()
    {
        WindowCutter cutter = new(new WindowSettings { Window = 4, Stride = 4 }) { BeginToken = 1 };

        Assert.Equal(100, cutter.Cut(Text).First().Ids[0]);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(20, 10)]
    [InlineData(11, 5)]
    public void Cut_Stride_CountsEveryTokenButTheFirstOnce(int window, int stride)
    {
        WindowSettings settings = new() { Protocol = PerplexityProtocol.Stride, Window = window, Stride = stride };
        TextWindow[] windows = Cut(settings);

        Assert.Equal(Text.Skip(1), windows.SelectMany(piece => piece.Ids.Skip(piece.First)));
        Assert.All(windows, piece => Assert.True(piece.First >= 1));
        Assert.All(windows.Skip(1).SkipLast(1), piece => Assert.Equal(window - stride, piece.First));
    }

    [Fact]
    public void Cut_StrideOfAWholeWindow_IsWindowsWithTheRest()
    {
        TextWindow[] windows = Cut(new WindowSettings { Protocol = PerplexityProtocol.Stride, Window = 4, Stride = 4 });

        Assert.Equal([4, 4, 3], windows.Select(window => window.Ids.Length));
        Assert.All(windows, window => Assert.Equal(1, window.First));
    }

    [Fact]
    public void Cut_StrideOfAModelWithOneLength_LeavesTheShorterEndOut()
    {
        WindowCutter cutter = new(new WindowSettings { Protocol = PerplexityProtocol.Stride, Window = 4, Stride = 2 })
        {
            IsFixedLength = true,
        };

        Assert.All(cutter.Cut(Text), window => Assert.Equal(4, window.Ids.Length));
    }

    [Theory]
    [InlineData(PerplexityProtocol.Windows, 3)]
    [InlineData(PerplexityProtocol.LlamaCpp, 3)]
    [InlineData(PerplexityProtocol.Stride, 1)]
    [InlineData(PerplexityProtocol.Stride, 0)]
    public void Cut_TooShort_GivesNothing(PerplexityProtocol protocol, int tokens) => Assert.Empty(
        new WindowCutter(new WindowSettings { Protocol = protocol, Window = 4, Stride = 2 }).Cut(Text[..tokens]));

    [Fact]
    public void Names_OfAllProtocols_AreFoundAgain() => Assert.All(Enum.GetValues<PerplexityProtocol>(), protocol =>
    {
        Assert.Equal(protocol, ProtocolNames.Find(ProtocolNames.Of(protocol).ToUpperInvariant()));
        Assert.Null(ProtocolNames.Find(ProtocolNames.Of(protocol) + "s"));
    });

    private static TextWindow[] Cut(WindowSettings settings) => [.. new WindowCutter(settings).Cut(Text)];
}
