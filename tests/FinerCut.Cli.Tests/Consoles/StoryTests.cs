using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class StoryTests
{
    [Fact]
    public void Line_AboveALiveLine_IsWrittenAndTheLiveLineDrawnAgain()
    {
        using StringWriter writer = new() { NewLine = "\n" };
        Story story = new(writer, new Terminal(CanRedraw: true, Width: 40, HasColors: false, HasUnicode: true));

        story.Live("50 %");
        story.Line("step");

        Assert.Equal("50 %\r\e[Kstep\n50 %", writer.ToString());
    }

    [Fact]
    public void Live_LongerThanTheTerminal_IsCutBeforeTheLastColumn()
    {
        using StringWriter writer = new();
        Story story = new(writer, new Terminal(CanRedraw: true, Width: 10, HasColors: false, HasUnicode: true));

        story.Live("0123456789");

        Assert.Equal("012345678", writer.ToString());
    }

    [Fact]
    public void Error_WithoutColours_HasNoEscapes()
    {
        using StringWriter writer = new() { NewLine = "\n" };
        new Story(writer, Terminal.Redirected).Error("error FC1001:", "x");
        Assert.Equal("error FC1001: x\n", writer.ToString());
    }
}
