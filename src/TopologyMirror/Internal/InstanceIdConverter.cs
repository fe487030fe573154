namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="InstanceId"/> as its plain text.</summary>
internal sealed class InstanceIdConverter() : NameConverter<InstanceId>(static text => new InstanceId(text), static name => name.Value);
