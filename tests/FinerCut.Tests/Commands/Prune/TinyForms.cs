using FinerCut.TestModels.Decoders;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Every form of a tiny decoder with every place for its weights.</summary>
internal sealed class TinyForms : TheoryData<TinyDecoderForm, WeightStorage>
{
    public TinyForms()
    {
        foreach (TinyDecoderForm form in Enum.GetValues<TinyDecoderForm>())
        {
            foreach (WeightStorage storage in Enum.GetValues<WeightStorage>())
            {
                Add(form, storage);
            }
        }
    }
}
