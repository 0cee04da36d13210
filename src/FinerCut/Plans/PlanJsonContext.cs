using System.Text.Json.Serialization;

namespace FinerCut.Plans;

/// <summary>Serializers generated at build time: <c>inspect</c> answers sooner than it would with reflection.</summary>
[JsonSerializable(typeof(PruningPlan))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
