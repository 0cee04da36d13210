using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>A model at a glance: a column for each layer, a line for each kind of sublayer, and in each cell whether
/// the sublayer is there, or which step removed it.</summary>
internal sealed class LayerMap
{
    private const string LayerLabel = "Layer";
    private const int LabelWidth = 6;
    private const string Mark = "x";

    // Numbers that go up in fives are easier to find.
    private const int Group = 5;

    private readonly HashSet<SublayerName> _sublayers;
    private readonly Dictionary<SublayerName, string> _removed;
    private readonly Terminal _terminal;
    private readonly Ink _ink;
    private readonly string _kept;
    private readonly int[] _layers;
    private readonly int _cell;

    /// <param name="sublayers">Names of all sublayers, removed ones too.</param>
    /// <param name="removed">Names of those that are gone, in the order of their removal.</param>
    /// <param name="terminal">Where the map goes.</param>
    public LayerMap(IEnumerable<string> sublayers, IReadOnlyList<string> removed, Terminal terminal)
    {
        _sublayers = [.. sublayers.Select(SublayerName.Parse)];
        _removed = removed.Index().ToDictionary(
            pair => SublayerName.Parse(pair.Item), pair => Number(pair.Index + 1));
        (_terminal, _ink) = (terminal, new Ink(terminal));
        _kept = terminal.HasUnicode ? "·" : ".";
        _layers = [.. _sublayers.Select(name => name.Layer).Distinct().Order()];
        _cell = Math.Max(Number(_layers.LastOrDefault()).Length, Number(removed.Count).Length) + 1;
    }

    /// <summary>Sublayers that are gone, whether a step of the plan removed them or not: what has no number gets a
    /// mark.</summary>
    public IEnumerable<string> Gone
    {
        init
        {
            foreach (string name in value)
            {
                _removed.TryAdd(SublayerName.Parse(name), Mark);
            }
        }
    }

    /// <summary>The map of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="terminal">Where the map goes.</param>
    public static LayerMap Of(PruningPlan plan, Terminal terminal) =>
        new(plan.Source.Sublayers, [.. plan.Removed.Select(removal => removal.Sublayer)], terminal);

    /// <summary>Writes the map, as many layers side by side as fit, and what its signs mean.</summary>
    /// <param name="lines">Standard output.</param>
    public void Write(AnswerLines lines)
    {
        int columns = LayersOfALine();
        foreach (int[] layers in _layers.Chunk(columns))
        {
            lines.Line(_ink.Bold(LayerLabel.PadRight(LabelWidth)
                + string.Concat(layers.Select(layer => Number(layer).PadLeft(_cell)))));
            foreach (SublayerKind kind in Kinds())
            {
                lines.Line((LabelOf(kind).PadRight(LabelWidth)
                    + string.Concat(layers.Select(layer => Cell(new SublayerName(layer, kind))))).TrimEnd());
            }

            lines.Gap();
        }

        if (_removed.Count > 0)
        {
            lines.Line(_ink.Dim(Legend()));
            lines.Gap();
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string LabelOf(SublayerKind kind) => kind switch
    {
        SublayerKind.Attention => "attn",
        SublayerKind.Mixer => "mixer",
        SublayerKind.Ffn => "ffn",
        _ => "input",
    };

    private IEnumerable<SublayerKind> Kinds() => _sublayers.Select(name => name.Kind).Distinct().Order();

    private string Cell(SublayerName name)
    {
        if (_removed.TryGetValue(name, out string? sign))
        {
            return new string(' ', _cell - sign.Length) + _ink.Yellow(sign);
        }

        return _sublayers.Contains(name)
            ? new string(' ', _cell - 1) + _ink.Dim(_kept)
            : new string(' ', _cell);
    }

    private int LayersOfALine()
    {
        int width = _terminal.IsRedirected ? Terminal.Measure : _terminal.Width;
        int fitting = Math.Max(1, (width - LabelWidth) / _cell);
        return fitting >= _layers.Length || fitting < Group ? fitting : fitting / Group * Group;
    }

    private string Legend()
    {
        string numbers = _removed.Values.Any(sign => sign != Mark) ? ", a number is the step that removed it" : "";
        string marks = _removed.ContainsValue(Mark) ? $", {Mark} was removed before" : "";
        return $"{_kept} is kept{numbers}{marks}.";
    }
}
