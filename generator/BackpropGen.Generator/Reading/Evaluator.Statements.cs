using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>How a statement ends.</summary>
internal enum Completion
{
    /// <summary>The next statement follows.</summary>
    Normal,

    /// <summary>It leaves the innermost loop or switch.</summary>
    Break,

    /// <summary>It goes on with the innermost loop.</summary>
    Continue,

    /// <summary>It leaves the method.</summary>
    Return,
}

/// <summary>Statements.</summary>
internal sealed partial class Evaluator
{
    private Completion Execute(IOperation operation, Scope scope)
    {
        Step(operation);
        switch (operation)
        {
            case IMethodBodyOperation method:
                return Execute((method.BlockBody ?? method.ExpressionBody)!, scope);
            case ILocalFunctionOperation or IEmptyOperation:
                return Completion.Normal;
            case IBlockOperation block:
                return ExecuteBlock(block.Operations, scope.Nest());
            case IExpressionStatementOperation expression:
                object? discarded = Evaluate(expression.Operation, scope);
                return expression.Operation is IThrowOperation || (IsPoison(discarded) && expression.Operation is IInvalidOperation)
                    ? Stop(scope)
                    : Completion.Normal;
            case IVariableDeclarationGroupOperation group:
                Declare(group, scope);
                return Completion.Normal;
            case IReturnOperation { Kind: OperationKind.Return } @return:
                return Return(@return, scope);
            case IConditionalOperation conditional:
                return Condition(conditional.Condition, scope) is not { } condition ? Stop(scope)
                    : condition ? Execute(conditional.WhenTrue, scope)
                    : conditional.WhenFalse is { } otherwise ? Execute(otherwise, scope) : Completion.Normal;
            case IBranchOperation branch:
                return Branch(branch, scope);
            case ISwitchOperation choice:
                return ExecuteSwitch(choice, scope);
            case ILoopOperation loop:
                return ExecuteLoop(loop, scope);
            case IThrowOperation @throw:
                Throw(@throw, scope);
                return Stop(scope);
            case IInvalidOperation:
                problems.Break();
                return Stop(scope);
            default:
                Unsupported(operation, Statement(operation));
                return Stop(scope);
        }
    }

    /// <summary>Leaves the method with poison: what follows depends on what is not known.</summary>
    private Completion Stop(Scope scope)
    {
        scope.Activation.Result = Poison;
        return Completion.Return;
    }

    private static string Statement(IOperation operation) => operation switch
    {
        ITryOperation => "try",
        ILockOperation => "lock",
        IUsingOperation or IUsingDeclarationOperation => "using",
        ILabeledOperation => "A label",
        IReturnOperation => "yield",
        _ => "This statement",
    };

    private Completion ExecuteBlock(IEnumerable<IOperation> operations, Scope scope)
    {
        foreach (var function in operations.OfType<ILocalFunctionOperation>())
        {
            if (function.Body is { } body)
            {
                scope.DeclareFunction(function.Symbol, body);
            }
        }

        foreach (var operation in operations)
        {
            var completion = Execute(operation, scope);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    private void Declare(IVariableDeclarationGroupOperation group, Scope scope)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var local = declarator.Symbol;
                var initializer = declarator.Initializer ?? declaration.Initializer;
                object? value = local.IsRef ? Unsupported(declarator, "A reference")
                    : initializer is null ? null
                    : EvaluateAt(Named(scope, local), initializer.Value, scope);
                Name(value, local);
                scope.Declare(local, value);
            }
        }
    }

    private Completion Return(IReturnOperation operation, Scope scope)
    {
        var activation = scope.Activation;
        if (operation.ReturnedValue is { } value)
        {
            activation.Result = Evaluate(value, scope);
            activation.ResultSite = value;
        }

        return Completion.Return;
    }

    private Completion Branch(IBranchOperation operation, Scope scope)
    {
        switch (operation.BranchKind)
        {
            case BranchKind.Break:
                return Completion.Break;
            case BranchKind.Continue:
                return Completion.Continue;
            default:
                Unsupported(operation, "goto");
                return Stop(scope);
        }
    }

    private Completion ExecuteLoop(ILoopOperation loop, Scope scope)
    {
        switch (loop)
        {
            case IForLoopOperation @for:
                return For(@for, scope.Nest());
            case IForEachLoopOperation { IsAsynchronous: false } each:
                return ForEach(each, scope);
            case IWhileLoopOperation @while:
                return While(@while, scope.Nest());
            default:
                Unsupported(loop, "This loop");
                return Stop(scope);
        }
    }

    private Completion For(IForLoopOperation loop, Scope scope)
    {
        foreach (var before in loop.Before)
        {
            Execute(before, scope);
        }

        while (true)
        {
            Step(loop);
            bool? condition = loop.Condition is null ? true : Condition(loop.Condition, scope);
            if (condition is not true)
            {
                return condition is null ? Stop(scope) : Completion.Normal;
            }

            var completion = Execute(loop.Body, scope);
            if (completion is Completion.Break or Completion.Return)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }

            foreach (var after in loop.AtLoopBottom)
            {
                Execute(after, scope);
            }
        }
    }

    private Completion ForEach(IForEachLoopOperation loop, Scope scope)
    {
        object? collection = Evaluate(loop.Collection, scope);
        if (IsPoison(collection))
        {
            return Stop(scope);
        }

        foreach (object? item in ItemsOf(loop.Collection, collection))
        {
            Step(loop);
            var inner = scope.Nest();
            if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
            {
                inner.Declare(declarator.Symbol, item);
            }
            else
            {
                AssignTo(loop.LoopControlVariable, item, inner);
            }

            var completion = Execute(loop.Body, inner);
            if (completion is Completion.Break or Completion.Return)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }
        }

        return Completion.Normal;
    }

    private Completion While(IWhileLoopOperation loop, Scope scope)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            Step(loop);
            if (!isFirst || loop.ConditionIsTop)
            {
                bool? condition = Condition(loop.Condition!, scope);
                if (condition is null)
                {
                    return Stop(scope);
                }

                if (condition == loop.ConditionIsUntil)
                {
                    return Completion.Normal;
                }
            }

            var completion = Execute(loop.Body, scope);
            if (completion is Completion.Break or Completion.Return)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }
        }
    }
}
