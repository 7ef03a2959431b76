using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Statements: each leads on, out of a loop, or out of the method.</summary>
internal sealed partial class ScalarReader
{
    private ScalarFlow Run(IReadOnlyList<IOperation> statements)
    {
        var sequence = new FlowSequence(_journal);
        int outer = _undecided;
        foreach (var statement in statements)
        {
            int births = _journal.Births;
            var flow = Run(statement);
            _undecided += flow is ScalarFlow.Forks ? 1 : 0;
            if (!sequence.Advance(flow, births))
            {
                break;
            }
        }

        _undecided = outer;
        return sequence.Finish();
    }

    private ScalarFlow Run(IOperation statement)
    {
        Step(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return Run(block.Operations);
            case IMethodBodyOperation body:
                return Run((IOperation?)body.BlockBody ?? body.ExpressionBody!);
            case IConstructorBodyOperation body:
                return Run([.. new[] { body.Initializer, (IOperation?)body.BlockBody ?? body.ExpressionBody }.OfType<IOperation>()]);
            case IReturnOperation { Kind: OperationKind.Return } value:
                return Return(value);
            case IVariableDeclarationGroupOperation group:
                Declare(group.Declarations);
                break;
            case IExpressionStatementOperation { Operation: IThrowOperation exception }:
                Throw(exception);
                return new ScalarFlow.Goes(ScalarExit.Throw);
            case IThrowOperation exception:
                Throw(exception);
                return new ScalarFlow.Goes(ScalarExit.Throw);
            case IExpressionStatementOperation { Operation: IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod.MethodKind: MethodKind.Constructor } chained }:
                Construct(_frame.Self!, chained.TargetMethod, [.. chained.Arguments.Select(argument => (argument.Parameter!, LocateOrCopy(argument.Value)))], chained);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IConditionalOperation branch:
                return Fork(
                    Evaluate(branch.Condition), () => Run(branch.WhenTrue), () => branch.WhenFalse is null ? ScalarFlow.Next : Run(branch.WhenFalse), branch.Condition);
            case ISwitchOperation choice:
                return Switch(choice);
            case IForLoopOperation or IWhileLoopOperation or IForEachLoopOperation:
                return Loop((ILoopOperation)statement);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return new ScalarFlow.Goes(ScalarExit.Break);
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return new ScalarFlow.Goes(ScalarExit.Continue);
            case ILabeledOperation { Operation: { } labeled }:
                return Run(labeled);
            case IEmptyOperation or ILocalFunctionOperation or ILabeledOperation:
                break;
            case IInvalidOperation:
                throw ScalarProblem.OfCompiler(statement);
            default:
                throw ScalarProblem.At(statement, Refusals.Of(statement) ?? "this statement is not supported in a differentiable method");
        }

        return ScalarFlow.Next;
    }

    private ScalarFlow Return(IReturnOperation operation)
    {
        if (operation.ReturnedValue is { } value)
        {
            bool isReference = _frame.Method is { ReturnsByRef: true } or { ReturnsByRefReadonly: true };
            object result = isReference ? new ReferenceValue(Locate(value, writes: _frame.Method!.ReturnsByRef)) : Usable(Evaluate(value), value);
            if (result is Thrown)
            {
                return new ScalarFlow.Goes(ScalarExit.Throw);
            }

            result = result is long or UndecidedInteger or KeptInteger && _frame.Method is { } method && IsReal(_frame.Resolve(method.ReturnType)) ? Real(result, value) : result;
            _journal.Write(_frame.Result, result);
        }

        return new ScalarFlow.Goes(ScalarExit.Return);
    }

    private void Declare(IEnumerable<IVariableDeclarationOperation> declarations)
    {
        foreach (var declarator in declarations.SelectMany(static declaration => declaration.Declarators))
        {
            var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
            if (initializer is null)
            {
                Declare(declarator.Symbol);
                continue;
            }

            // The value is read before the name means this round's variable.
            object value = declarator.Symbol.IsRef
                ? new ReferenceValue(Locate(initializer.Value, writes: declarator.Symbol.RefKind == RefKind.Ref)) : Usable(Evaluate(initializer.Value), initializer.Value);
            var place = Declare(declarator.Symbol);
            place.Write(_journal, AsElement(value, declarator.Symbol.Type, initializer.Value, declarator.Symbol.IsRef));
        }
    }

    private object AsElement(object value, ITypeSymbol type, IOperation site, bool isReference) =>
        !isReference && value is long or UndecidedInteger or KeptInteger ? AsElement(value, type, site) : value;

    /// <summary>One of two statements. A real condition reads both from the same memory.</summary>
    private ScalarFlow Fork(object condition, Func<ScalarFlow> holds, Func<ScalarFlow> fails, IOperation site)
    {
        if (Usable(condition, site) is bool known)
        {
            return known ? holds() : fails();
        }

        if (condition is not ScalarCondition decided)
        {
            // What throws needs no branch.
            return condition is Thrown ? new ScalarFlow.Goes(ScalarExit.Throw) : throw Unsupported(site);
        }

        if (Decided(decided) is { } implied)
        {
            return implied ? holds() : fails();
        }

        int position = _journal.Position, births = _journal.Births;
        FlowEnds first = Apart(decided, holds, position), second = Apart(ScalarCondition.Not(decided), fails, position);
        return FlowSequence.Settle(_journal, FlowEnds.Choose(decided, first, second, births));
    }

    private FlowEnds Apart(ScalarCondition guard, Func<ScalarFlow> side, int position)
    {
        _undecided++;
        _guards.Add(guard);
        var flow = side();
        _guards.RemoveAt(_guards.Count - 1);
        _undecided--;
        var writes = _journal.WritesSince(position);
        _journal.Rollback(position);
        return flow is ScalarFlow.Forks forks ? forks.Ends.Behind(writes) : new([new FlowEnd(((ScalarFlow.Goes)flow).Exit, ScalarCondition.True, writes)]);
    }
}
