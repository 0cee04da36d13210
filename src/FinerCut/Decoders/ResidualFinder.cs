using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Tells which summand of an addition is the stream and which are branches.</summary>
internal sealed class ResidualFinder(FlowGraph flow)
{
    /// <summary>Additions that are no residual, with the reason.</summary>
    public List<RejectedAddition> Rejected { get; } = [];

    /// <summary>Those of them that mean that the model has more than one stream.</summary>
    public List<RejectedAddition> SeveralStreams { get; } = [];

    /// <summary>The residual at a sum between two neighbours of the stream.</summary>
    /// <param name="before">The last value before that every path passes.</param>
    /// <param name="after">The sum.</param>
    /// <param name="stream">The stream that the sum continues, whether or not a branch is added to it; null where that
    /// cannot be told.</param>
    /// <returns>Null where nothing is added that could go.</returns>
    public Residual? Find(FlowPoint before, FlowPoint after, out FlowPoint? stream)
    {
        stream = null;
        List<Use> summands = after.IsSum ? Summands.FindUses(flow, before, after) : [];
        if (summands.Count < 2)
        {
            return null;
        }

        while (summands.Count > 1)
        {
            Use first = summands.MinBy(use => SourceOf(use, before).Order);
            FlowPoint source = SourceOf(first, before);
            List<Use> others = [.. summands.Where(use => use != first)];
            if (!AreAfter(source, [.. others.Select(use => SourceOf(use, before))]))
            {
                return Reject(before, after, others.Append(first));
            }

            List<Use> later = [.. others.Where(use => FlowSteps.Carries(source, SourceOf(use, before)))];
            if (later.Count == 0)
            {
                return IsSecondStream(before, source, others, after)
                    ? null
                    : new Residual(stream = source, after, first, others);
            }

            Note(after, $"'{source}', an earlier value of the stream, is added again.");
            summands = others;
        }

        stream = SourceOf(summands[0], before);
        return null;
    }

    private FlowPoint SourceOf(Use use, FlowPoint before) =>
        FlowSteps.SourceOf(flow.FindInput(use.Node, use.Index)!, before);

    /// <summary>Whether all depend on a value, or repeat it.</summary>
    private static bool AreAfter(FlowPoint source, HashSet<FlowPoint> others)
    {
        HashSet<FlowPoint> open = [.. others];
        HashSet<FlowPoint> seen = [source];
        Stack<FlowPoint> next = new([source]);
        int last = open.Max(point => point.Order);
        while (next.TryPop(out FlowPoint? point) && open.Count > 0)
        {
            open.Remove(point);
            foreach (FlowPoint reader in point.Readers.Where(reader => reader.Order <= last && seen.Add(reader)))
            {
                next.Push(reader);
            }
        }

        return open.Count == 0;
    }

    /// <summary>A branch that carries an earlier stream on, or adds to parts of this one, holds sublayers of its
    /// own.</summary>
    private bool IsSecondStream(FlowPoint before, FlowPoint source, List<Use> branches, FlowPoint after)
    {
        string? reason = source != before && branches.Exists(use => FlowSteps.Carries(before, SourceOf(use, before)))
            ? $"two streams that both start at '{before}' meet."
            : branches.Select(use => NestedSum(source, SourceOf(use, before)))
                .FirstOrDefault(sum => sum is not null) is { } nested
                ? $"what is added to the stream '{source}' holds a stream of its own, to which '{nested}' adds."
                : null;
        if (reason is not null)
        {
            SeveralStreams.Add(Note(after, reason));
        }

        return reason is not null;
    }

    /// <summary>An addition within a branch that adds to the stream itself or to a part of it.</summary>
    private static FlowPoint? NestedSum(FlowPoint source, FlowPoint branch) => ResidualStream.Before(branch, source)
        .Where(point => point.Order > source.Order && point.IsSum && point.Inputs.Count > 1)
        .OrderBy(point => point.Order)
        .FirstOrDefault(sum => sum.Inputs.Exists(input => FlowSteps.Carries(source, input, inParts: true)));

    private Residual? Reject(FlowPoint before, FlowPoint after, IEnumerable<Use> summands)
    {
        bool areStreams = summands.Count(use => FlowSteps.Carries(before, SourceOf(use, before), inParts: true)) > 1;
        RejectedAddition rejected = Note(after, areStreams
            ? $"several values that each carry '{before}' on are added: the model has more than one stream."
            : "none of the values added is the stream that the others read.");
        if (areStreams)
        {
            SeveralStreams.Add(rejected);
        }

        return null;
    }

    private RejectedAddition Note(FlowPoint after, string reason)
    {
        RejectedAddition rejected = new(after.Producer!.Title, $"At '{after}' {reason}");
        Rejected.Add(rejected);
        return rejected;
    }
}
