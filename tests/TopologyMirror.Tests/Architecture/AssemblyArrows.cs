using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TopologyMirror.Tests.Architecture;

/// <summary>
/// Reads from an assembly which of its outermost types names which other, in signatures, attributes and method bodies. Code of nested
/// types, compiler-generated ones included, counts as code of the outermost type; generated outermost types and namespaces that are not
/// the library's define nothing.
/// </summary>
internal sealed class AssemblyArrows
{
    private readonly MetadataReader _reader;
    private readonly PEReader _image;
    private readonly string _rootNamespace;
    private readonly IReadOnlyDictionary<string, string> _assigned;
    private readonly NamedTypes _named;

    private AssemblyArrows(PEReader image, string rootNamespace, IReadOnlyDictionary<string, string> assigned)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _rootNamespace = rootNamespace;
        _assigned = assigned;
        _named = new NamedTypes(_reader, _reader.TypeDefinitions.ToDictionary(FullName, handle => handle, StringComparer.Ordinal));
    }

    /// <summary>Reads the assembly.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="rootNamespace">Its types directly in this namespace are the root folder; one segment further names the folder.</param>
    /// <param name="assigned">Folders of the types that lie in foreign namespaces, by full name.</param>
    public static IReadOnlyList<TypeArrow> Read(string path, string rootNamespace, IReadOnlyDictionary<string, string> assigned)
    {
        using PEReader image = new(File.OpenRead(path));
        return new AssemblyArrows(image, rootNamespace, assigned).Read();
    }

    private List<TypeArrow> Read()
    {
        HashSet<TypeArrow> arrows = [];
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            if (OutermostName(handle) is not { } from)
            {
                continue;
            }

            _named.Found.Clear();
            NoteType(_reader.GetTypeDefinition(handle));
            foreach (TypeDefinitionHandle target in _named.Found)
            {
                if (OutermostName(target) is { } to && to != from)
                {
                    arrows.Add(new TypeArrow(from, to));
                }
            }
        }

        return [.. arrows.OrderBy(arrow => arrow.ToString(), StringComparer.Ordinal)];
    }

    private TypeName? OutermostName(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        }

        string name = _reader.GetString(type.Name);
        string space = _reader.GetString(type.Namespace);
        if (name.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        if (_assigned.TryGetValue($"{space}.{name}", out string? folder))
        {
            return new TypeName(folder, name);
        }

        if (string.Equals(space, _rootNamespace, StringComparison.Ordinal))
        {
            return new TypeName(FolderTable.Root, name);
        }

        return space.StartsWith(_rootNamespace + ".", StringComparison.Ordinal)
            ? new TypeName(space[(_rootNamespace.Length + 1)..].Split('.')[0], name)
            : null;
    }

    private string FullName(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = _reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{FullName(outer)}+{name}"
            : type.Namespace.IsNil ? name
            : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    private void NoteType(TypeDefinition type)
    {
        _named.Note(type.BaseType);
        NoteAttributes(type.GetCustomAttributes());
        NoteConstraints(type.GetGenericParameters());
        foreach (InterfaceImplementation implementation in type.GetInterfaceImplementations().Select(_reader.GetInterfaceImplementation))
        {
            _named.Note(implementation.Interface);
        }

        foreach (MethodImplementation implementation in type.GetMethodImplementations().Select(_reader.GetMethodImplementation))
        {
            _named.Note(implementation.MethodDeclaration);
        }

        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            NoteAttributes(field.GetCustomAttributes());
            field.DecodeSignature(_named, null);
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(_reader.GetPropertyDefinition))
        {
            NoteAttributes(property.GetCustomAttributes());
            property.DecodeSignature(_named, null);
        }

        foreach (EventDefinition @event in type.GetEvents().Select(_reader.GetEventDefinition))
        {
            NoteAttributes(@event.GetCustomAttributes());
            _named.Note(@event.Type);
        }

        foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            NoteMethod(method);
        }
    }

    private void NoteMethod(MethodDefinition method)
    {
        NoteAttributes(method.GetCustomAttributes());
        NoteConstraints(method.GetGenericParameters());
        method.DecodeSignature(_named, null);
        foreach (Parameter parameter in method.GetParameters().Select(_reader.GetParameter))
        {
            NoteAttributes(parameter.GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_named, null);
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            _named.Note(region.CatchType);
        }

        foreach (EntityHandle token in IlReader.Tokens(body.GetILReader()))
        {
            _named.Note(token);
        }
    }

    private void NoteConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameter parameter in parameters.Select(_reader.GetGenericParameter))
        {
            NoteAttributes(parameter.GetCustomAttributes());
            foreach (GenericParameterConstraintHandle constraint in parameter.GetConstraints())
            {
                _named.Note(_reader.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void NoteAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttribute attribute in attributes.Select(_reader.GetCustomAttribute))
        {
            _named.Note(attribute.Constructor);
            attribute.DecodeValue(_named);
        }
    }
}
