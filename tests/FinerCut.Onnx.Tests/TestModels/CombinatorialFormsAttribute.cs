using System.Reflection;
using FinerCut.TestModels.Decoders;
using Xunit.Sdk;
using Xunit.v3;

namespace FinerCut.Onnx.Tests.TestModels;

/// <summary>Every form of a tiny decoder with every storage, optimised by the runtime and not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialFormsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        IEnumerable<ITheoryDataRow> rows =
            from form in Enum.GetValues<TinyDecoderForm>()
            from storage in Enum.GetValues<WeightStorage>()
            from isOptimised in (bool[])[true, false]
            select new TheoryDataRow(form, storage, isOptimised);
        return new([.. rows]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
