namespace FinerCut.Folders;

/// <summary>Files that people have in the place of an ONNX model, told by their first bytes.</summary>
internal enum FileKind
{
    /// <summary>None of the others: an ONNX model, or something that its reader will say more about.</summary>
    Unknown,

    /// <summary>Weights of a checkpoint, in the format of the safetensors library.</summary>
    Safetensors,

    /// <summary>Weights of a checkpoint, as PyTorch saves them.</summary>
    PyTorch,

    /// <summary>A model for llama.cpp.</summary>
    Gguf,

    /// <summary>JSON: a configuration, a plan, or something else.</summary>
    Json,

    /// <summary>A model in ONNX Runtime's own format.</summary>
    OrtFormat,

    /// <summary>A model for TensorFlow Lite.</summary>
    TensorFlowLite,

    /// <summary>HDF5, in which Keras saves models.</summary>
    Hdf5,

    /// <summary>A page, such as one to log in, that came instead of a download.</summary>
    WebPage,

    /// <summary>Files that are packed together, or one that is compressed.</summary>
    Archive,
}
