namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="ServiceName"/> as its plain text.</summary>
internal sealed class ServiceNameConverter() : NameConverter<ServiceName>(static text => new ServiceName(text), static name => name.Value);
