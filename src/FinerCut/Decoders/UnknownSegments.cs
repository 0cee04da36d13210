namespace FinerCut.Decoders;

/// <summary>Finds what is computed beside the stream and comes back to it otherwise than by an addition that is
/// known.</summary>
internal static class UnknownSegments
{
    /// <summary>The stretches between sublayers, which stand where sublayers should.</summary>
    public static IEnumerable<RejectedAddition> Between(StreamWalk walk) =>
        walk.Residuals.Count == 0 ? [] : Find(walk, walk.Residuals[0].After, walk.Residuals[^1].After);

    /// <summary>Those before and after all sublayers, which may as well belong to embedding and head.</summary>
    public static IEnumerable<RejectedAddition> Around(StreamWalk walk) =>
        Find(walk, walk.Dominators[0], walk.Dominators[^1]).Except(Between(walk));

    /// <summary>The stretches from one value to another that have products with weights, and no residual.</summary>
    private static IEnumerable<RejectedAddition> Find(StreamWalk walk, FlowPoint from, FlowPoint to)
    {
        foreach ((FlowPoint before, FlowPoint after) in walk.Dominators.Zip(walk.Dominators.Skip(1)))
        {
            if (before.Order < from.Order || after.Order > to.Order
                || walk.Residuals
                    .Any(residual => residual.After.Order > before.Order && residual.After.Order <= after.Order))
            {
                continue;
            }

            FlowPoint? product = ResidualStream.Before(
                after, before).Where(point => point != after && point.Producer is not null)
                .OrderBy(point => point.Order).FirstOrDefault(point => WeightFacts.MultiplyAdds(point.Producer!) > 0);
            if (product is not null)
            {
                yield return new(
                    after.Producer!.Title,
                    $"'{product.Producer!.Title}' and what follows it beside the stream come back to it at "
                        + $"'{after.Producer.Title}' ({after.Producer.OpType}) by no addition that finercut knows.");
            }
        }
    }
}
