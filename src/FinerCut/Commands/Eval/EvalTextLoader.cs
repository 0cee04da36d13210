using FinerCut.Calibration;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Sources;

namespace FinerCut.Commands.Eval;

/// <summary>Turns the texts of a run into windows, with the model's own tokenizer.</summary>
internal sealed class EvalTextLoader
{
    private readonly SourceModel _source;
    private readonly TokenSource _tokens;
    private readonly WindowSettings _settings;

    /// <param name="options">What was asked for.</param>
    /// <param name="source">The model.</param>
    /// <param name="settings">How to cut.</param>
    public EvalTextLoader(EvalOptions options, SourceModel source, WindowSettings settings)
    {
        (_source, _settings) = (source, settings);
        _tokens = new TokenSource(
            new CalibrationOptions { TextField = options.TextField, StandardInput = options.StandardInput },
            source.Folder,
            CallLimits.FindLimits(source.Map));
    }

    /// <summary>Loads the texts.</summary>
    /// <param name="paths">Files without globs, or <c>-</c>; none for the built-in text.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text cannot be read, or does not fill a
    /// window.</exception>
    public IReadOnlyList<EvalText> Load(IReadOnlyList<string> paths) =>
        paths.Count == 0 ? [LoadBuiltIn()] : [.. paths.Select(Load)];

    private EvalText LoadBuiltIn()
    {
        IReadOnlyList<int> ids = _tokens.Encode(EvaluationText.Read())
            ?? throw EvalErrors.NoTokenizer(_source.Folder.GraphPath, "the built-in text");
        return Cut(EvaluationText.SourceName, "The built-in text", [[.. ids]]);
    }

    private EvalText Load(string path)
    {
        long needed = _settings.Windows is { } windows ? (long)windows * _settings.Window : long.MaxValue;
        return Cut(EvalNames.Of(path), $"'{path}'", _tokens.LoadSequences(path, _source.Vocabulary, needed));
    }

    private EvalText Cut(string name, string subject, IReadOnlyList<int[]> sequences)
    {
        WindowCutter cutter = new(_settings)
        {
            BeginToken = _settings.Protocol == PerplexityProtocol.LlamaCpp ? _tokens.FindBeginToken() : null,
            IsFixedLength = CallLimits.FindLimits(_source.Map).SampleLength is not null,
        };
        List<TextWindow> windows = [.. sequences.SelectMany(cutter.Cut)];
        return windows.Count > 0
            ? new EvalText(name, [.. windows.Take(_settings.Windows ?? int.MaxValue)], windows.Count)
            : throw EvalErrors.TextTooShort(
                subject, sequences.Select(ids => (long)ids.Length).DefaultIfEmpty().Max(), _settings.Window);
    }
}
