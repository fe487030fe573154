using System.Text.Json;
using System.Text.Json.Serialization;

namespace TopologyMirror.Internal;

/// <summary>Writes a name as its plain text.</summary>
internal abstract class NameConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} must not be null."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}
