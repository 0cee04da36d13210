using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Files of weights beside a graph.</summary>
internal sealed class DataSubject : FuzzSubject
{
    private readonly string _model;
    private readonly string _path;
    private readonly byte[] _bytes;

    /// <summary>Writes a decoder with its weights beside the graph.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public DataSubject(string name, string folder)
        : base(name)
    {
        TinyDecoder decoder = TinyDecoder.Write(folder, Small with { Form = TinyDecoderForm.GenAiLlama });
        (_model, _path) = (decoder.ModelPath, decoder.ModelPath + ".data");
        _bytes = File.ReadAllBytes(_path);
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        DamagedFile damaged = DamagedBytes.Blind(_bytes, random);
        return new FuzzInput
        {
            Subject = Name,
            Description = damaged.Description,
            Path = _path,
            Bytes = damaged.Bytes,
            Commands = [["inspect", _model], Prune(_model, random)],
            Model = _model,
        };
    }
}
