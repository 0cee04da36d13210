namespace FinerCut.Healing;

/// <summary>What one way to heal came to.</summary>
/// <param name="Recipe">The way; null for the model as it was pruned.</param>
/// <param name="Weights">The weights that changed.</param>
/// <param name="Divergence">KL(dense | healed) of the held-out samples, in nats; may be no finite number.</param>
internal sealed record HealingAttempt(HealingRecipe? Recipe, HealedWeights Weights, double Divergence);
