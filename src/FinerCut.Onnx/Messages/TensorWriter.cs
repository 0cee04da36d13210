using System.Globalization;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Writes <c>TensorProto</c>: as it stands, or with its bytes at another place.</summary>
internal static class TensorWriter
{
    private const ulong External = 1;

    public static MessageBuilder Write(Tensor tensor, IExternalDataMap data)
    {
        if (tensor.IsSparse)
        {
            return SparseTensorMessage.Write(tensor, data);
        }

        if (tensor.IsReplaced)
        {
            return WriteReplaced(tensor);
        }

        ByteRange original = tensor.Original;
        if (data.NewPlaceOf(tensor) is not { } place)
        {
            return tensor.IsRenamed
                ? AddName(new MessageBuilder().CopyExcept(original, TensorMessage.NameField), tensor)
                : new MessageBuilder().Raw(original);
        }

        MessageBuilder message = new();
        bool placed = false;
        FieldReader reader = new(original);
        while (reader.TryRead(out Field field))
        {
            if (field.Number is TensorMessage.ExternalDataField or TensorMessage.RawDataField)
            {
                if (!placed)
                {
                    AddPlace(message, place);
                    placed = true;
                }

                AddOtherEntry(message, field);
            }
            else if (field.Number is not (TensorMessage.DataLocationField or TensorMessage.NameField))
            {
                message.Raw(field.Whole);
            }
            else if (field.Number == TensorMessage.NameField && !tensor.IsRenamed)
            {
                message.Raw(field.Whole);
            }
        }

        MessageBuilder named = tensor.IsRenamed ? AddName(message, tensor) : message;
        return named.Varint(TensorMessage.DataLocationField, (long)External);
    }

    /// <summary>Name, type and shape, and the elements as raw data.</summary>
    private static MessageBuilder WriteReplaced(Tensor tensor)
    {
        MessageBuilder message = new MessageBuilder().Varint(TensorMessage.DataTypeField, (long)tensor.ElementType);
        foreach (long size in tensor.Dimensions)
        {
            message.Varint(TensorMessage.DimsField, size);
        }

        return message.Text(TensorMessage.NameField, tensor.Name)
            .Content(TensorMessage.RawDataField, tensor.RawData!.Value);
    }

    private static MessageBuilder AddName(MessageBuilder message, Tensor tensor) =>
        message.Text(TensorMessage.NameField, tensor.Name);

    private static void AddPlace(MessageBuilder message, ExternalData place)
    {
        AddEntry("location", place.Location);
        AddEntry("offset", place.Offset.ToString(CultureInfo.InvariantCulture));
        AddEntry("length", place.Length.ToString(CultureInfo.InvariantCulture));

        void AddEntry(string key, string value) =>
            message.Message(TensorMessage.ExternalDataField, StringEntry.Write(key, value));
    }

    /// <summary>Unknown entries stay; the place itself was written anew, and a checksum is that of another
    /// file.</summary>
    private static void AddOtherEntry(MessageBuilder message, Field field)
    {
        if (field.Number == TensorMessage.ExternalDataField
            && StringEntry.Read(field.Payload).Key is not ("location" or "offset" or "length" or "checksum"))
        {
            message.Raw(field.Whole);
        }
    }
}
