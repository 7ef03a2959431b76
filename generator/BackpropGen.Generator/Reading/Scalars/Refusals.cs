using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Why code has no derivative, and what to write instead, in the user's words.</summary>
internal static class Refusals
{
    /// <summary>The reason, or null where there is no better one than that the form is not known.</summary>
    public static string? Of(IOperation operation) => operation switch
    {
        IBranchOperation { BranchKind: BranchKind.GoTo } => "goto has no place in a differentiable method: use a loop, a condition or a method of its own",
        ILabeledOperation => "a label has no place in a differentiable method: use a loop, a condition or a method of its own",
        ITryOperation => "an exception cannot be caught in a differentiable method: test for the case with a condition before it arises",
        IUsingOperation or IUsingDeclarationOperation => "an object with a lifetime is a side effect: pass the numbers that it gives as parameters",
        ILockOperation => "a lock has no place in a differentiable method: it shares nothing",
        IAwaitOperation => "an asynchronous method cannot be differentiated: await before the call, and pass the result as a parameter",
        IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => "an iterator cannot be differentiated: write the elements to a span",
        IInterpolatedStringOperation => "text has no place in a derivative",
        IEventReferenceOperation or IEventAssignmentOperation => "an event is a side effect: a differentiable method changes only its own variables and results",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => "what a dynamic call does is only known when the program runs",
        IAddressOfOperation => "a pointer has no place in a differentiable method: use a span",
        IObjectCreationOperation { Type.IsReferenceType: true } or IAnonymousObjectCreationOperation => "it makes an object: use a structure, a tuple or an array",
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Console" or "Debug" or "Trace" } } } =>
            "it is a side effect: a differentiable method changes only its own variables and results",
        _ when operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.UnsafeStatementSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.FixedStatementSyntax
            || operation.Type?.TypeKind == TypeKind.Pointer => "a pointer has no place in a differentiable method: use a span",
        _ when operation.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object => "text and objects have no place in a derivative",
        _ when operation.Type?.SpecialType == SpecialType.System_Decimal => "a decimal has no derivative here: compute with double",
        _ => null,
    };

    private static readonly SymbolDisplayFormat NameOnly = new();

    /// <summary>Why a call without source is refused.</summary>
    public static string UnknownCall(IMethodSymbol method) => UnknownCall(method, method switch
    {
        { AssociatedSymbol: { } property } => property.Name,
        { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => method.ToDisplayString(NameOnly),
        _ => method.Name,
    });

    private static string UnknownCall(IMethodSymbol method, string name) => !method.IsStatic && method.ContainingType.IsReferenceType
        ? $"'{name}' is a method of an object: make it static, and pass the numbers that it needs as parameters"
        : method.ReturnsVoid
            ? $"'{name}' has no source here, so it may have side effects: a differentiable method changes only its own variables and results"
            : $"'{name}' has no source here and no known derivative: wrap it in a method of its own and give that one's derivative"
                + " with [Derivative(of: ...)], or pass its value as a parameter";
}
