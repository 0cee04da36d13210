using System.Globalization;
using FinerCut.Cli.Consoles;
using Serilog.Core;
using Serilog.Events;

namespace FinerCut.Cli.Logging;

/// <summary>Shows log events on stderr; errors are left to <see cref="Diagnostics.ErrorReporter"/>, which shows them
/// once.</summary>
/// <param name="story">Standard error.</param>
internal sealed class StorySink(Story story) : ILogEventSink
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Error)
        {
            string level = logEvent.Level.ToString().ToLowerInvariant();
            story.Line(story.Ink.Dim($"{level}: {logEvent.RenderMessage(CultureInfo.InvariantCulture)}"));
        }
    }
}
