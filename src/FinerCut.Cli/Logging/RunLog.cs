using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace FinerCut.Cli.Logging;

/// <summary>What the library and the commands log to: passes events on to Serilog, with their templates and values and
/// nothing besides.</summary>
/// <param name="target">Writes the events; belongs to this log.</param>
internal sealed class RunLog(Logger target) : ILogger, IDisposable
{
    private const string TemplateKey = "{OriginalFormat}";

    private static readonly MessageTemplateParser Parser = new();

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && target.IsEnabled(LevelOf(logLevel));

    /// <summary>Opens no scope: no event of this program has values beside those of its template.</summary>
    /// <returns>Null.</returns>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        IReadOnlyList<KeyValuePair<string, object?>> values =
            state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        string? template = values.FirstOrDefault(value => value.Key == TemplateKey).Value as string;
        if (template is null)
        {
            target.Write(LevelOf(logLevel), exception, "{Message:l}", formatter(state, exception));
            return;
        }

        target.Write(new LogEvent(
            DateTimeOffset.Now, LevelOf(logLevel), exception, Parser.Parse(template), PropertiesOf(values)));
    }

    /// <inheritdoc/>
    public void Dispose() => target.Dispose();

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Fatal,
    };

    private List<LogEventProperty> PropertiesOf(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        List<LogEventProperty> properties = [];
        foreach ((string name, object? value) in values)
        {
            if (name != TemplateKey
                && target.BindProperty(name, value, destructureObjects: false, out LogEventProperty? property))
            {
                properties.Add(property);
            }
        }

        return properties;
    }
}
