using Mono.Cecil;

namespace MockWs.Architecture;

/// <summary>That one type names another, and where it does so.</summary>
internal sealed record Reference(TypeReference From, TypeReference To, string Where);

/// <summary>
/// Reads a built assembly for every mention of a type: in what it inherits, its members, its attributes and its method bodies. What the
/// compiler makes of lambdas and async methods counts as the method it was written in. Constants leave no trace in an assembly.
/// </summary>
internal static class AssemblyReferences
{
    public static IReadOnlyList<Reference> Read(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.GetTypes().SelectMany(OfType)];
    }

    /// <summary>The type as it was written: what the compiler nests into it belongs to it.</summary>
    public static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IEnumerable<Reference> OfType(TypeDefinition type)
    {
        var from = Outermost(type);
        return Of("in its declaration", InDeclaration(type))
            .Concat(type.Fields.SelectMany(field => Of($"in field {Written(field)}", [field.FieldType, .. InAttributes(field)])))
            .Concat(type.Properties.SelectMany(property => Of($"in property {property.Name}", InAttributes(property))))
            .Concat(type.Methods.SelectMany(method => Of($"in method {Written(method)}", [.. InSignature(method), .. InBody(method)])));

        IEnumerable<Reference> Of(string where, IEnumerable<TypeReference?> types) =>
            types.SelectMany(Parts).Select(to => new Reference(from, Outermost(to), where));
    }

    private static IEnumerable<TypeReference?> InDeclaration(TypeDefinition type) =>
        [type.BaseType, .. type.Interfaces.Select(one => one.InterfaceType), .. InConstraints(type), .. InAttributes(type)];

    private static IEnumerable<TypeReference?> InSignature(MethodDefinition method) =>
    [
        .. InReference(method),
        .. InConstraints(method),
        .. InAttributes(method),
        .. InAttributes(method.MethodReturnType),
        .. method.Parameters.SelectMany(InAttributes),
    ];

    private static IEnumerable<TypeReference?> InBody(MethodDefinition method) =>
        !method.HasBody ? [] :
        [
            .. method.Body.Variables.Select(variable => variable.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. method.Body.Instructions.SelectMany(instruction => InOperand(instruction.Operand)),
        ];

    private static IEnumerable<TypeReference?> InOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. InReference(method)],
        MethodReference method => InReference(method),
        _ => [],
    };

    private static IEnumerable<TypeReference?> InReference(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    private static IEnumerable<TypeReference?> InConstraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> InAttributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value as TypeReference)
            .Prepend(attribute.AttributeType));

    // List<Session[]> mentions List and Session.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    // The compiler puts the written name between angle brackets: <Run>b__0 is a lambda in Run, <Peer>k__BackingField the field of the
    // property Peer; an async method or iterator Run becomes MoveNext of the type <Run>d__1.
    private static string Written(IMemberDefinition member) =>
        Bracketed(member.Name) ?? Bracketed(member.DeclaringType.Name) ?? member.Name;

    private static string? Bracketed(string name) =>
        name.IndexOf('<') is >= 0 and var start && name.IndexOf('>', start) is var end && end > start + 1 ? name[(start + 1)..end] : null;
}
