using System.Text.Json;
using System.Text.Json.Serialization;

namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="RunId"/> as its number.</summary>
internal sealed class RunIdConverter : JsonConverter<RunId>
{
    public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
