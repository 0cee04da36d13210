using FinerCut.Cli.Consoles;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace FinerCut.Cli.Logging;

/// <summary>Compact JSON that a terminal can show: log files are looked at there.</summary>
internal sealed class SafeJsonFormatter : ITextFormatter
{
    private readonly CompactJsonFormatter _inner = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using StringWriter text = new();
        _inner.Format(logEvent, text);
        output.Write(SafeText.EscapeJson(text.ToString()));
    }
}
