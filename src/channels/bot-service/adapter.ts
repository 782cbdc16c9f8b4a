import {
  CloudAdapter,
  type Activity,
  type ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';

export type Turn = (context: TurnContext) => Promise<void>;
export type Authentication = ConfigurationBotFrameworkAuthentication;
export type Caller = Awaited<ReturnType<Authentication['authenticateRequest']>>;

/** The SDK's adapter without its own route, which answers a caller with internal messages. */
export class BotServiceAdapter extends CloudAdapter {
  constructor(
    private readonly authentication: Authentication,
    private readonly appId: string,
  ) {
    super(authentication);
  }

  /** Rejects when the token is not Microsoft's for this app and this message. */
  authenticate(activity: Activity, authorization: string): Promise<Caller> {
    return this.authentication.authenticateRequest(activity, authorization);
  }

  /** Runs the turn; what it says is sent by the Bot Connector. Resolves to what an invoke is answered with. */
  receive(caller: Caller, activity: Activity, turn: Turn): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, activity, turn);
  }

  override continueConversation(reference: Partial<ConversationReference>, turn: Turn): Promise<void> {
    return this.continueConversationAsync(this.appId, reference, turn);
  }
}
