namespace FinerCut.Distances;

/// <summary>How the distance between dense and pruned logits is measured.</summary>
public enum DistanceMetric
{
    /// <summary>Textbook Jensen-Shannon divergence ½[KL(P‖M) + KL(Q‖M)], nats per token.</summary>
    Js,

    /// <summary>What the authors' code computes: ½[KL(M‖P) + KL(M‖Q)], nats per token.</summary>
    JsOfficial,

    /// <summary>KL(P‖Q) from the dense to the pruned distribution, nats per token.</summary>
    Kl,

    /// <summary>Angle between the logit vectors, radians, at most π/2, mean over tokens.</summary>
    Angular,

    /// <summary>Frobenius norm of the difference of the logits of a sample, mean over samples.</summary>
    Norm,
}
