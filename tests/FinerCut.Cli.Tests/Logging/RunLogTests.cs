using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Logging;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Tests.Logging;

public sealed class RunLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finercut-runlog-").FullName;

    private string LogPath => Path.Combine(_folder, "run.log");

    [Fact]
    public void Event_OfATemplate_HasItsValuesAndNothingBesides()
    {
        JsonElement written = Written(log => log.LogInformation("Read {Model:l}: {Sizes}", "m", new[] { 1, 2 }));

        Assert.Equal(["@t", "@mt", "@r", "Model", "Sizes"], written.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Read {Model:l}: {Sizes}", written.GetProperty("@mt").GetString());
        Assert.Equal("m", written.GetProperty("Model").GetString());
        Assert.Equal(2, written.GetProperty("Sizes")[1].GetInt32());
    }

    [Fact]
    public void Event_OfNoTemplate_HasItsText()
    {
        JsonElement written = Written(log => log.Log(LogLevel.Warning, default, 7, null, (number, _) => $"<{number}>"));

        Assert.Equal("{Message:l}", written.GetProperty("@mt").GetString());
        Assert.Equal("<7>", written.GetProperty("Message").GetString());
    }

    [Theory]
    [InlineData(LogLevel.Debug, "Debug")]
    [InlineData(LogLevel.Warning, "Warning")]
    [InlineData(LogLevel.Error, "Error")]
    [InlineData(LogLevel.Critical, "Fatal")]
    public void Event_OfALevel_HasTheNameOfSerilog(LogLevel level, string name)
    {
        JsonElement written = Written(log => log.Log(level, "Text"));

        Assert.Equal(name, written.GetProperty("@l").GetString());
    }

    [Fact]
    public void Event_BelowTheLowestLevel_IsNotWritten()
    {
        Write(log => log.LogTrace("Text"));

        Assert.Empty(File.ReadAllText(LogPath));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private JsonElement Written(Action<ILogger> write)
    {
        Write(write);
        return JsonDocument.Parse(Assert.Single(File.ReadAllLines(LogPath))).RootElement.Clone();
    }

    private void Write(Action<ILogger> write)
    {
        Story story = new(TextWriter.Null, Terminal.Redirected);
        using RunLog log = LogFactory.Create(LogPath, verbose: false, story);
        write(log);
    }
}
